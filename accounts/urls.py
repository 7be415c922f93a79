from django.urls import path

from .views import password, profile, sign_in

app_name = "accounts"
urlpatterns = [
    path("sign-in/", sign_in.SignInPage.as_view(), name="sign_in"),
    path("sign-in/code/", sign_in.SignInCodePage.as_view(), name="sign_in_code"),
    path("sign-out/", sign_in.SignOut.as_view(), name="sign_out"),
    path("password/change/", password.PasswordChangePage.as_view(), name="password_change"),
    path("password/forgotten/", password.ForgottenPage.as_view(), name="password_forgotten"),
    path("password/reset/<str:uid>/<str:token>/", password.ResetPage.as_view(), name="password_reset"),
    path("me/", profile.ProfilePage.as_view(), name="profile"),
    path("me/sessions/end-others/", profile.OtherSessionsEnd.as_view(), name="sessions_end"),
    path("me/sessions/<int:pk>/end/", profile.SessionEnd.as_view(), name="session_end"),
    path("me/two-step/", profile.TwoFactorPage.as_view(), name="two_factor"),
    path("me/two-step/<slug:verb>/", profile.TwoFactorChange.as_view(), name="two_factor_change"),
    path("me/tokens/", profile.TokensPage.as_view(), name="tokens"),
    path("me/tokens/<int:pk>/revoke/", profile.TokenRevoke.as_view(), name="token_revoke"),
]
