app_name = "system"
urlpatterns = []
